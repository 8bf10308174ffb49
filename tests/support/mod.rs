//! What the integration tests share: tables of cases, and paths.
#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod hostile;

use std::path::PathBuf;

/// A file of the repository.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A table of tab-separated rows under a header line. Lines that begin with `#`
/// and empty lines are comments. `\n`, `\t`, `\r` and `\u{…}` in a field are escapes.
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Row {
    file: String,
    line: usize,
    columns: Vec<String>,
    fields: Vec<String>,
}

impl Table {
    pub fn read(name: &str) -> Table {
        let text = std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut lines =
            text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let (_, header) = lines.next().unwrap_or_else(|| panic!("{name}: a header line expected"));
        let columns: Vec<String> = header.split('\t').map(str::to_owned).collect();
        let rows = lines
            .map(|(index, line)| {
                let fields: Vec<String> = line.split('\t').map(unescape).collect();
                assert_eq!(
                    fields.len(),
                    columns.len(),
                    "{name}:{}: {} columns expected",
                    index + 1,
                    columns.len()
                );
                Row { file: name.to_owned(), line: index + 1, columns: columns.clone(), fields }
            })
            .collect();
        Table { columns, rows }
    }
}

impl Row {
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    pub fn get(&self, column: &str) -> &str {
        let index = self.columns.iter().position(|name| name == column);
        &self.fields[index.unwrap_or_else(|| panic!("{}: no column {column}", self.file))]
    }

    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}

pub fn unescape(field: &str) -> String {
    let mut out = String::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('u') => {
                let hex: String = chars.by_ref().skip(1).take_while(|&c| c != '}').collect();
                out.push(char::from_u32(u32::from_str_radix(&hex, 16).unwrap()).unwrap());
            }
            other => panic!("escape {other:?} in {field:?}"),
        }
    }
    out
}

/// `source` as rustfmt prints it, by the project's own settings.
pub fn formatted(source: &str) -> String {
    use std::io::Write;
    let mut child = std::process::Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(path("rustfmt.toml"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("rustfmt");
    child.stdin.take().unwrap().write_all(source.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// Fails with all `failures`, as a table, if there are any.
pub fn report(failures: &[String]) {
    assert!(failures.is_empty(), "{} rows failed:\n{}", failures.len(), failures.join("\n"));
}

/// `cases` cases a property, or as many as `YAKUGO_CASES` says, from a new seed each
/// time. Failures are not kept in a file: each becomes a row of a table or a test of
/// its own.
pub fn config(cases: u32) -> proptest::test_runner::Config {
    let cases = std::env::var("YAKUGO_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
    // A property that assumes something may pass over as many cases as it tries.
    let max_global_rejects = cases.max(1024);
    proptest::test_runner::Config {
        cases,
        max_global_rejects,
        failure_persistence: None,
        ..Default::default()
    }
}

/// The tables of designations and sources in `data/`, sorted by name.
pub fn source_tables() -> Vec<PathBuf> {
    let files = std::fs::read_dir(path("data")).unwrap().map(|entry| entry.unwrap().path());
    let mut tables: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "tsv")).collect();
    tables.sort();
    tables
}

/// The lexicon of `tests/cases/lexicon.tsv`.
pub fn small_lexicon() -> yakugo::Lexicon<Vec<u8>> {
    let mut builder = yakugo::LexiconBuilder::new();
    builder.table("tests/cases/lexicon.tsv", std::fs::read(path("tests/cases/lexicon.tsv")).unwrap());
    yakugo::Lexicon::open(builder.compile().unwrap_or_else(|error| panic!("{error}"))).unwrap()
}

/// The same lexicon without English terms, so that no key is a plural.
pub fn japanese_only() -> yakugo::Lexicon<Vec<u8>> {
    let table = std::fs::read_to_string(path("tests/cases/lexicon.tsv")).unwrap();
    let concepts: std::collections::BTreeSet<&str> = table
        .lines()
        .filter(|line| line.contains("\tja\tterm\tpreferred\t"))
        .filter_map(|line| line.split('\t').next())
        .collect();
    let keeps = |line: &&str| {
        let concept = line.split('\t').next().unwrap_or_default();
        line.starts_with("concept\t")
            || !line.contains("\ten\tterm\t")
                && !line.contains("\tabbreviation\t")
                && concepts.contains(concept)
    };
    let table: String = table.lines().filter(keeps).map(|line| format!("{line}\n")).collect();
    let mut builder = yakugo::LexiconBuilder::new();
    builder.table("japanese only", table);
    yakugo::Lexicon::open(builder.compile().unwrap_or_else(|error| panic!("{error}"))).unwrap()
}
