//! The command line as its users meet it: what goes wrong is said in a sentence that tells what to do.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use std::io::Write as _;
use std::net::{TcpListener, UdpSocket};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn hub(home: &Path, arguments: &[&str]) -> Output {
    with_input(home, arguments, "")
}

fn with_input(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lisanga-hub"))
        .args(arguments)
        .env("LISANGA_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// It failed with 1 and said all of this.
fn fails(output: &Output, said: &[&str]) {
    let messages = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{messages}");
    assert!(output.stdout.is_empty(), "data went to stdout");
    for part in said {
        assert!(messages.contains(part), "no «{part}» in: {messages}");
    }
}

fn founded() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let output = hub(home.path(), &["init"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    home
}

#[test]
fn what_was_not_set_up_or_twice_is_said() {
    let empty = tempfile::tempdir().unwrap();
    fails(&hub(empty.path(), &["devices"]), &["run `lisanga-hub init`"]);
    fails(&hub(empty.path(), &["init", "--country", "XX"]), &["known countries are CD, SL"]);
    let home = founded();
    fails(&hub(home.path(), &["init"]), &["there is one already", "--home"]);
    let file = home.path().join("hub.key");
    fails(&hub(&file, &["init"]), &["create the folder"]);
}

#[test]
fn an_invitation_needs_a_province_and_an_address() {
    let home = founded();
    let invite = ["invite", "--site", "LUBI-1", "--province"];
    fails(&hub(home.path(), &[&invite[..], &["CD-KE"]].concat()), &["--address hub.example:4470"]);
    let address = ["--address", "127.0.0.1:4470"];
    let wrong = hub(home.path(), &[&invite[..], &["CD-XX"], &address].concat());
    fails(&wrong, &["there is no province CD-XX", "CD-KE"]);
    let sheet = hub(home.path(), &[&invite[..], &["CD-KE"], &address].concat());
    assert!(String::from_utf8_lossy(&sheet.stdout).starts_with("LISANGA-"));
}

#[test]
fn a_port_that_is_taken_is_named() {
    let home = founded();
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    let sync = udp.local_addr().unwrap().to_string();
    let taken = hub(home.path(), &["run", "--sync", &sync]);
    fails(&taken, &[&sync, "another program holds this UDP port", "--sync"]);
    let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
    let pages = tcp.local_addr().unwrap().to_string();
    let taken = hub(home.path(), &["run", "--sync", "127.0.0.1:0", "--pages", &pages]);
    fails(&taken, &[&pages, "another program holds this TCP port", "--pages"]);
    let open = ["run", "--sync", "127.0.0.1:0", "--pages", "0.0.0.0:0"];
    fails(&hub(home.path(), &open), &["without a certificate only on this machine"]);
}

#[test]
fn accounts_ask_for_a_sound_password_and_the_right_province() {
    let home = founded();
    let add = ["user", "add", "siege", "--role", "headquarters"];
    fails(&with_input(home.path(), &add, "short"), &["at least 12 characters"]);
    assert!(with_input(home.path(), &add, "long enough a word\n").status.success());
    fails(&with_input(home.path(), &add, "long enough a word"), &["there is one with this name"]);
    let province = ["user", "add", "kasai", "--role", "province"];
    fails(&with_input(home.path(), &province, "long enough a word"), &["needs a province"]);
    let list = hub(home.path(), &["user", "list", "--json"]);
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(list[0]["name"], "siege");
}

#[test]
fn a_newer_database_and_a_wrong_configuration_are_refused() {
    let home = founded();
    let db = rusqlite::Connection::open(home.path().join("records.db")).unwrap();
    db.pragma_update(None, "user_version", 9_999).unwrap();
    drop(db);
    fails(&hub(home.path(), &["devices"]), &["its version is 9999", "update it"]);
    let config = home.path().join("hub.toml");
    std::fs::write(&config, "paegs = \"127.0.0.1:1\"\n").unwrap();
    let path = config.display().to_string();
    fails(&hub(home.path(), &["devices", "--config", &path]), &["paegs", &path]);
}

/// As Excel in French saves it.
const REGISTER: &str = "Nom complet;Sexe;Né(e) le;Nationalité;Résidence;Fonction;Site\r\n\
    KABONGO Tshibangu;M;03/04/1987;RD Congo;Miabi;Creuseur;LUBI-1\r\n\
    MBUYI Ngalula;X;1990;RD Congo;Miabi;Creuseur;LUBI-1\r\n";

#[test]
fn a_register_is_tried_written_exported_and_taken_back() {
    let home = founded();
    let address = ["--address", "127.0.0.1:4470"];
    let invite = ["invite", "--site", "LUBI-1", "--province", "CD-KE"];
    assert!(hub(home.path(), &[&invite[..], &address].concat()).status.success());
    let file = home.path().join("registre.csv");
    std::fs::write(&file, REGISTER).unwrap();
    let (file, mapping) = (file.display().to_string(), home.path().join("m.toml"));
    let mapping = mapping.display().to_string();
    let import = |more: &[&str]| -> serde_json::Value {
        let output = hub(home.path(), &[&["import", &file, "--json"], more].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let persons = || {
        let out = home.path().join("persons.csv");
        let export = ["export", "persons", "--form", "csv", "--out", out.to_str().unwrap()];
        let output = hub(home.path(), &export);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read_to_string(out).unwrap()
    };
    let tried = import(&["--dry-run", "--save-mapping", &mapping]);
    let came = |said: &serde_json::Value| {
        (said["outcomes"]["new"].clone(), said["outcomes"]["rejected"].clone())
    };
    assert_eq!(came(&tried), (1.into(), 1.into()), "{tried}");
    assert!(std::fs::read_to_string(&mapping).unwrap().contains("\"Sexe\" = \"sex\""));
    assert_eq!(persons().lines().count(), 1, "a dry run writes nothing");
    let rejects = home.path().join("rejects.xlsx").display().to_string();
    let written = import(&["--mapping", &mapping, "--rejects", &rejects]);
    assert_eq!(came(&written), (1.into(), 1.into()));
    assert!(std::fs::read(&rejects).unwrap().starts_with(b"PK"));
    assert!(persons().contains("KABONGO"), "{}", persons());
    let id = written["import"].as_str().unwrap();
    assert!(hub(home.path(), &["import", "--undo", id]).status.success());
    assert!(!persons().contains("KABONGO"), "{}", persons());
    fails(&hub(home.path(), &["export", "shoes"]), &["there are persons, trainings"]);
    fails(&hub(home.path(), &["import", "--undo", "77"]), &["import 77", "ready"]);
    let nowhere = ["export", "persons", "--province", "CD-XX"];
    fails(&hub(home.path(), &nowhere), &["there is no province CD-XX"]);
}
