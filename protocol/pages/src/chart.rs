//! Charts as SVG drawn on the server, each with its table: they print, need no script, and say the same to
//! those who do not see them.

use askama::Template;

/// Bars side by side, for two series at most.
#[derive(Clone, Debug, Template)]
#[template(path = "bars.html")]
pub struct Bars {
    /// What the chart shows.
    pub title: String,
    /// What the groups are.
    pub groups: String,
    /// What the series are called: one or two.
    pub series: Vec<String>,
    /// The groups, each with its values in the order of the series, and their texts.
    pub rows: Vec<(String, Vec<(u64, String)>)>,
}

/// Sizes in the units of the drawing.
const WIDTH: u64 = 360;
/// Of a letter of a label, in a font of 12 units.
const LETTER: u64 = 7;
const BAR: u64 = 18;
const GAP: u64 = 12;
/// Room for the number after the longest bar.
const NUMBER: u64 = 46;

impl Bars {
    fn height(&self) -> u64 {
        self.rows.len() as u64 * self.step()
    }

    const fn step(&self) -> u64 {
        self.series.len() as u64 * BAR + GAP
    }

    /// Room for the longest label, and a little before the bar.
    fn label(&self) -> u64 {
        let longest = self.rows.iter().map(|(label, _)| label.chars().count()).max();
        (longest.unwrap_or(0) as u64 * LETTER).clamp(24, WIDTH / 2) + 8
    }

    /// Every bar: from the top, its length, which series, its text.
    fn bars(&self) -> Vec<(u64, u64, usize, &str)> {
        let values = || self.rows.iter().flat_map(|(_, values)| values);
        let most = values().map(|(value, _)| *value).max().unwrap_or(0).max(1);
        let mut bars = Vec::new();
        for (row, (_, values)) in self.rows.iter().enumerate() {
            for (series, (value, text)) in values.iter().enumerate() {
                let top = row as u64 * self.step() + series as u64 * BAR;
                let length = value * (WIDTH - self.label() - NUMBER) / most;
                bars.push((top, length, series, text.as_str()));
            }
        }
        bars
    }

    /// Every label: from the top, and the text.
    fn labels(&self) -> Vec<(u64, &str)> {
        let middle = self.series.len() as u64 * BAR / 2 + 4;
        let rows = (0_u64..).zip(&self.rows);
        rows.map(|(row, (label, _))| (row * self.step() + middle, label.as_str())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fits_and_nothing_is_divided_by_zero() {
        let mut chart = Bars {
            title: "T".into(),
            groups: "G".into(),
            series: vec!["a".into(), "b".into()],
            rows: vec![("x".into(), vec![(3, "3".into()), (6, "6".into())])],
        };
        let lengths: Vec<u64> = chart.bars().iter().map(|bar| bar.1).collect();
        assert_eq!(lengths, [141, 282]);
        chart.rows[0].1 = vec![(0, "0".into()), (0, "0".into())];
        assert!(chart.bars().iter().all(|bar| bar.1 == 0));
        assert!(chart.to_string().contains("<table"));
    }
}
