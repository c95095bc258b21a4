//! The numbers people know documents by: a member keeps the one that was given, whatever happens apart.

use super::apart::Apart;
use super::land::{Stand, form_of, inputs};

/// The number of a membership, as its page says it.
fn number(stand: &Stand, membership: &str) -> String {
    let page = stand.sees("membership", membership);
    let (_, rest) = page.split_once("<dt>N° de membre</dt>").expect("a number");
    let (_, cell) = rest.split_once("<div>").expect("its value");
    cell.split('<').next().unwrap().to_owned()
}

/// Whether the form of a membership asks for its number.
fn asks(stand: &Stand, membership: &str) -> bool {
    let form = stand.screen.get(&format!("/documents/membership/{membership}/edit")).body;
    inputs(&form).iter().any(|(name, _)| name == "member_no")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_number_of_a_member_is_given_once_and_two_given_apart_are_put_before_somebody() {
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let person = apart.a.person("KABONGO", "M");
    apart.meet().await;
    // Both tablets enter the same member, and each gives a number of its own.
    let membership = apart.a.joins(&organisation, &person);
    let first = number(&apart.a, &membership);
    assert!(!asks(&apart.a, &membership));
    let form = apart.a.screen.get(&format!("/documents/membership/{membership}/edit")).body;
    let known = inputs(&form);
    let known = known.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let written = [("member_no", "M-999"), ("beneficiary", "NGALULA")];
    let sent = form_of(
        &known.filter(|(name, _)| *name != "beneficiary").chain(written).collect::<Vec<_>>(),
    );
    let to = format!("/documents/membership/{membership}/edit");
    assert_eq!(apart.a.screen.post(&to, &sent).status, 303);
    assert_eq!(number(&apart.a, &membership), first, "whatever a form says");
    assert_eq!(apart.b.joins(&organisation, &person), membership);
    let second = number(&apart.b, &membership);
    assert_ne!(first, second);
    apart.meet().await;
    apart.found("N° de membre");
    assert!(asks(&apart.b, &membership), "now somebody has to say");
    let page = apart.b.screen.get(&format!("/documents/membership/{membership}/edit")).body;
    assert!(page.contains(&first) && page.contains(&second), "{page}");
    // One of them is shown meanwhile; somebody says that it is the other.
    let meanwhile = inputs(&page).into_iter().find(|(name, _)| name == "member_no").unwrap().1;
    let other = if meanwhile == first { second } else { first };
    apart.b.adds("membership", &membership, &[("member_no", &other)]);
    apart.meet().await;
    apart.gone("N° de membre");
    for stand in [&apart.a, &apart.b] {
        assert_eq!(number(stand, &membership), other);
        assert!(!asks(stand, &membership));
    }
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_given_to_two_members_apart_gets_a_letter() {
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let persons = ["KABONGO", "ILUNGA"].map(|name| apart.a.person(name, "M"));
    apart.meet().await;
    let joins = |stand: &Stand, person: &str| {
        let values = [
            ("organisation", organisation.as_str()),
            ("person", person),
            ("member_no", "012"),
            ("applied", &stand.day(-30)),
            ("category", "ACTIVE"),
        ];
        stand.writes("membership", &values)
    };
    let members = [joins(&apart.a, &persons[0]), joins(&apart.b, &persons[1])];
    apart.meet().await;
    let says = "Le numéro 012 est donné deux fois";
    let id = apart.found(says);
    let form = format!("key=k-{id}&remedy=0");
    let decided = apart.b.screen.post(&format!("/review/{id}"), &form);
    assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
    apart.meet().await;
    apart.gone(says);
    let mut both = members.map(|member| number(&apart.b, &member));
    both.sort();
    assert_eq!(both, ["012", "012-B"]);
    apart.land.end().await;
}
