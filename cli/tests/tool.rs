//! The tool as a program sees it: arguments, standard input, JSON, exit status.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use yakugo::Lexicon;

fn yakugo(arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_yakugo"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    let writer = std::thread::spawn(move || {
        // A tool that stops early closes the pipe; that is not this test's matter.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Status 2, nothing on standard output, and one line that says what to do.
fn complaint(arguments: &[&str], input: impl AsRef<[u8]>) -> String {
    let output = yakugo(arguments, input);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("yakugo: "), "{said}");
    said
}

struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("yakugo-test-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const TEXT: &str = "𠮟責。サイトカイン放出\n症候群（CRS）Bと、キメラ抗原受容体（CAR）T細胞 C療法。\nhttps://example.org/crs-\nsyndrome.html\n";

#[test]
fn gloss_json_has_the_fields_of_the_contract() {
    let glosses = lines(&yakugo(&["gloss", "--format", "json"], TEXT));
    let surfaces: Vec<&str> = glosses.iter().map(|gloss| gloss["surface"].as_str().unwrap()).collect();
    assert_eq!(
        surfaces,
        [
            "サイトカイン放出\n症候群",
            "CRS",
            "キメラ抗原受容体（CAR）T細胞 C療法",
            "キメラ抗原受容体（CAR）T細胞",
            "キメラ抗原受容体",
            "CAR"
        ]
    );
    let utf16: Vec<u16> = TEXT.encode_utf16().collect();
    let chars: Vec<char> = TEXT.chars().collect();
    for gloss in &glosses {
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let surface = gloss["surface"].as_str().unwrap();
        assert_eq!(&TEXT[number(&gloss["start"])..number(&gloss["end"])], surface);
        let [start, end] = [number(&gloss["utf16"][0]), number(&gloss["utf16"][1])];
        assert_eq!(String::from_utf16(&utf16[start..end]).unwrap(), surface);
        let [start, end] = [number(&gloss["chars"][0]), number(&gloss["chars"][1])];
        assert_eq!(chars[start..end].iter().collect::<String>(), surface);
        assert_eq!(gloss["file"], "-");
        assert!(["en", "ja"].contains(&gloss["language"].as_str().unwrap()));
        assert!(gloss["ambiguous"].is_boolean());
        let candidates = gloss["candidates"].as_array().unwrap();
        assert!(!candidates.is_empty());
        for candidate in candidates {
            assert!(candidate["concept"].as_str().unwrap().contains('/'));
            assert!(candidate["kind"].is_string() && candidate["evidence"].is_string());
            for equivalent in candidate["equivalents"].as_array().unwrap() {
                for field in ["text", "language", "kind", "status"] {
                    assert!(equivalent[field].is_string(), "{field}");
                }
            }
        }
    }
    assert_eq!(glosses[0]["candidates"][0]["equivalents"][0]["text"], "cytokine release syndrome");
    assert_eq!(glosses[0]["candidates"][0]["evidence"], "form");
    assert_eq!(glosses[1]["ambiguous"], true);
    assert!(glosses[0].get("within").is_none() && glosses[3]["within"].is_array());
}

#[test]
fn direction_selects_and_orders_equivalents() {
    let both = lines(&yakugo(&["gloss", "--format", "json"], "ICANS"));
    let texts = |gloss: &Value| -> Vec<(String, String)> {
        let field = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
        let equivalents = gloss["candidates"][0]["equivalents"].as_array().unwrap();
        equivalents.iter().map(|one| (field(one, "language"), field(one, "text"))).collect()
    };
    let both = texts(&both[0]);
    assert_eq!(both[0], ("ja".to_owned(), "免疫エフェクター細胞関連神経毒性症候群".to_owned()));
    assert!(both.iter().all(|(_, text)| text != "ICANS"), "not the matched one");
    assert!(both.iter().any(|(language, _)| language == "en"), "the long form in English, too");
    let english = texts(&lines(&yakugo(&["gloss", "--to", "en", "--format", "json"], "ICANS"))[0]);
    assert!(english.iter().all(|(language, _)| language == "en"));
    assert_eq!(english[0].1, "immune effector cell-associated neurotoxicity syndrome");
}

#[test]
fn lookup_json_has_the_fields_of_the_contract() {
    let answers = lines(&yakugo(
        &["lookup", "--format", "json", "--distance", "2", "--limit", "3"],
        "ブリナツマモブ\n\nCRS\r\n",
    ));
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["query"], "ブリナツマモブ");
    assert_eq!(answers[1]["query"], "CRS");
    let best = &answers[0]["candidates"][0];
    assert_eq!(best["concept"], "drug/blinatumomab");
    assert_eq!((best["evidence"].as_str(), best["distance"].as_u64()), (Some("fuzzy"), Some(1)));
    assert_eq!(best["designation"]["text"], "ブリナツモマブ");
    assert!(answers.iter().all(|answer| answer["candidates"].as_array().unwrap().len() <= 3));
    let none = lines(&yakugo(&["lookup", "--format", "json", "zzzzqqqq"], ""));
    assert_eq!(none[0]["candidates"], Value::Array(Vec::new()));
}

#[test]
fn expand_json_has_the_fields_of_the_contract() {
    let answers = lines(&yakugo(&["expand", "--format", "json", "CRS", "all", "irAEs"], ""));
    assert_eq!(answers[0]["short"], "CRS");
    let best = &answers[0]["candidates"][0];
    assert_eq!(best["concept"], "reaction/cytokine-release-syndrome");
    assert_eq!(best["long"]["en"], "cytokine release syndrome");
    assert_eq!(best["long"]["ja"], "サイトカイン放出症候群");
    let total: f64 =
        answers[0]["candidates"].as_array().unwrap().iter().map(|one| one["score"].as_f64().unwrap()).sum();
    assert!((total - 1.0).abs() < 1e-9);
    assert_eq!(answers[1]["candidates"], Value::Array(Vec::new()));
    assert_eq!(answers[2]["candidates"][0]["evidence"], "spelling");
}

#[test]
fn context_decides_between_senses() {
    let folder = Folder::new("context");
    let context = folder.file("context.txt", "慢性副鼻腔炎の患者。");
    let answers = lines(&yakugo(&["expand", "--context", &context, "--format", "json", "CRS"], ""));
    assert_eq!(answers[0]["candidates"][0]["concept"], "reaction/chronic-rhinosinusitis");
    assert_eq!(answers[0]["candidates"][0]["evidence"], "context");
    assert!(answers[0]["candidates"].as_array().unwrap().len() > 2, "no sense is lost");
}

#[test]
fn text_is_for_people() {
    let output = yakugo(&["gloss"], "発熱あり。\nMSを疑う");
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[0].starts_with("1:1 ") && rows[0].contains("発熱") && rows[0].contains("pyrexia"), "{text}");
    assert!(rows[1].starts_with("2:1 ") && rows[1].contains('?'), "{text}");
    assert!(rows.len() > 3, "each sense has a line: {text}");
    assert!(!text.contains('\x1b'), "no colour where there is no terminal");
}

#[test]
fn a_page_holds_the_text_itself() {
    let output = yakugo(&["gloss", "--format", "html"], TEXT.replace("𠮟責", "<b>𠮟責</b> & \"x\""));
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    let body = page.split("<pre>\n").nth(1).unwrap().split("</pre>").next().unwrap();
    let mut text = String::new();
    let mut rest = body;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..][rest[open..].find('>').unwrap() + 1..];
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    assert_eq!(text, TEXT.replace("𠮟責", "<b>𠮟責</b> & \"x\""));
}

/// A text many times the size that is read at once gives the glosses of its parts.
#[test]
fn long_input_is_read_in_parts() {
    let copies = 5_000;
    let glosses = lines(&yakugo(&["gloss", "--format", "json"], TEXT.repeat(copies)));
    let one = lines(&yakugo(&["gloss", "--format", "json"], TEXT));
    assert_eq!(glosses.len(), copies * one.len());
    for (index, gloss) in glosses.iter().enumerate().step_by(997) {
        let wanted = &one[index % one.len()];
        let shift = (index / one.len() * TEXT.len()) as u64;
        assert_eq!(gloss["start"].as_u64().unwrap(), wanted["start"].as_u64().unwrap() + shift);
        assert_eq!(gloss["surface"], wanted["surface"]);
        let shift = (index / one.len() * TEXT.encode_utf16().count()) as u64;
        assert_eq!(gloss["utf16"][0].as_u64().unwrap(), wanted["utf16"][0].as_u64().unwrap() + shift);
    }
}

/// Whatever the number of threads, the output is that of one: in order, with the
/// places of the whole text. The text is long enough for several blocks, and a
/// stretch of it has no place to part.
#[test]
fn jobs_change_nothing() {
    let folder = Folder::new("jobs");
    let text = "発熱がみられた。Cytokine release syndrome (CRS) 𠮟 was seen.\nその後、アセトアミノフェンを投与した。\n";
    let first = [text.repeat(6000), "aspirin ".repeat(60_000), text.repeat(3000)].concat();
    folder.file("a.txt", &first);
    folder.file("b.txt", text);
    folder.file("empty.txt", "");
    let files = ["a.txt", "b.txt", "empty.txt", "b.txt"].map(|name| folder.path(name));
    for format in ["json", "text"] {
        let run = |jobs: &str| {
            let mut arguments = vec!["gloss", "--format", format, "--jobs", jobs];
            arguments.extend(files.iter().map(String::as_str));
            let output = yakugo(&arguments, "");
            assert!(output.status.success() && output.stderr.is_empty());
            output.stdout
        };
        let alone = run("1");
        let whole = Lexicon::embedded().gloss(&first).count();
        if format == "json" {
            let lines = alone.split(|&byte| byte == b'\n').count() - 1;
            assert_eq!(lines, whole + 2 * Lexicon::embedded().gloss(text).count());
        }
        for jobs in ["2", "3", "8"] {
            assert!(run(jobs) == alone, "{format}, {jobs} jobs");
        }
    }
}

/// A file that cannot be read is said after what came before it is written.
/// What a document defines holds to its end, over all blocks and threads; of lines each is
/// a document.
#[test]
fn a_document_remembers() {
    let filler = "Nothing else was seen on that day, and the family went home.\n".repeat(20_000);
    let text = format!("Cytoreductive surgery (CRS) was done.\n{filler}CRS ended.\n");
    let last = |arguments: &[&str]| {
        let glosses = lines(&yakugo(arguments, &text));
        let best = glosses.last().unwrap()["candidates"][0].clone();
        (best["concept"].as_str().unwrap().to_owned(), best["evidence"].as_str().unwrap().to_owned())
    };
    let local = ("therapy/cytoreductive-surgery".to_owned(), "local".to_owned());
    for jobs in ["1", "3"] {
        assert_eq!(last(&["gloss", "--format", "json", "--jobs", jobs]), local);
        assert_ne!(last(&["gloss", "--format", "json", "--lines", "--jobs", jobs]), local);
    }
}

#[test]
fn another_document_may_go_before() {
    let folder = Folder::new("context");
    let context = folder.file("context.txt", "The blue nail index (BNI) and cytoreductive surgery (CRS).");
    let glosses = lines(&yakugo(&["gloss", "--format", "json", "--context", &context], "CRS and BNI."));
    let concepts: Vec<&str> =
        glosses.iter().map(|gloss| gloss["candidates"][0]["concept"].as_str().unwrap()).collect();
    assert_eq!(concepts, ["therapy/cytoreductive-surgery", "local/blue-nail-index"]);
    assert_eq!(glosses[1]["definition"]["long"], "blue nail index");
}

#[test]
fn documents_are_checked() {
    let text = "サイトカイン放出症候群（CRS）を認めた。\nICANSの疑い。\n";
    let found = lines(&yakugo(&["check-document", "--format", "json"], text));
    let told: Vec<(&str, u64, &str)> = found
        .iter()
        .map(|one| {
            let line = one["line"].as_u64().unwrap();
            (one["finding"].as_str().unwrap(), line, one["surface"].as_str().unwrap())
        })
        .collect();
    assert_eq!(told, [("unused", 1, "CRS"), ("undefined", 2, "ICANS")]);
    let output = yakugo(&["check-document"], text);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("-:1:13: CRS is defined as サイトカイン放出症候群 and never used\n"), "{said}");
}

#[test]
fn a_missing_file_ends_the_work() {
    let folder = Folder::new("missing");
    folder.file("a.txt", "発熱");
    let (there, missing) = (folder.path("a.txt"), folder.path("none.txt"));
    for jobs in ["1", "4"] {
        let output = yakugo(&["gloss", "--format", "json", "--jobs", jobs, &there, &missing], "");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 1);
        assert!(String::from_utf8(output.stderr).unwrap().contains("none.txt"));
    }
}

#[test]
fn files_are_named_and_kinds_chosen() {
    let folder = Folder::new("files");
    let [a, b] = [folder.file("a.txt", "アスピリンで発熱"), folder.file("b.txt", "\u{FEFF}aspirin")];
    let glosses = lines(&yakugo(&["gloss", "--format", "json", "--kind", "drug", &a, &b], ""));
    let found: Vec<_> = glosses
        .iter()
        .map(|gloss| (gloss["file"].as_str().unwrap(), gloss["surface"].as_str().unwrap()))
        .collect();
    assert_eq!(found, [(a.as_str(), "アスピリン"), (b.as_str(), "aspirin")]);
    assert_eq!(glosses[1]["start"], 3, "a byte order mark is part of the file");
}

#[test]
fn a_table_becomes_a_lexicon() {
    let folder = Folder::new("compile");
    let table = "concept\tlanguage\tkind\tstatus\ttext\tsources\nreaction/tumor-flare-x\ten\tterm\tpreferred\ttumor flare x\teditor\nreaction/tumor-flare-x\tja\tterm\tpreferred\t腫瘍フレアX\teditor\n";
    let (source, out) = (folder.file("house.tsv", table), folder.path("house.lexicon"));
    let output = yakugo(&["compile", &source, "-o", &out, "--edition", "house 1"], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let glosses = lines(&yakugo(&["gloss", "--lexicon", &out, "--format", "json"], "腫瘍フレアXと発熱"));
    assert_eq!(glosses.len(), 2, "over the embedded lexicon");
    let glosses =
        lines(&yakugo(&["gloss", "--lexicon", &out, "--alone", "--format", "json"], "腫瘍フレアXと発熱"));
    assert_eq!(glosses.len(), 1, "alone");
    // A lexicon can be built upon, and the same sources give the same bytes.
    let [first, second] = [folder.path("1.lexicon"), folder.path("2.lexicon")];
    for to in [&first, &second] {
        assert!(yakugo(&["compile", &out, &source, "-o", to], "").status.success());
    }
    assert!(std::fs::read(first).unwrap() == std::fs::read(second).unwrap());
}

#[test]
fn every_fault_of_a_table_is_a_line() {
    let folder = Folder::new("faults");
    let table = "concept\tlanguage\tkind\tstatus\ttext\tsources\nreaction/a\tfr\tterm\tpreferred\ta\teditor\nreaction/b\ten\tterm\tpreferred\t\teditor\n";
    let (source, out) = (folder.file("bad.tsv", table), folder.path("bad.lexicon"));
    let output = yakugo(&["compile", &source, "-o", &out], "");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with(&source), "a program can jump to the place: {said}");
    assert!(said.contains("bad.tsv:2:12:") && said.contains("bad.tsv:3:30:"), "{said}");
    assert!(!std::path::Path::new(&out).exists(), "nothing is written");
}

#[test]
fn wrong_calls_say_what_to_do() {
    let folder = Folder::new("wrong");
    let text = folder.file("text.lexicon", "no lexicon");
    assert!(
        complaint(&[], "").contains("gloss, lookup, expand, compile, harvest, check-document or coverage")
    );
    assert!(complaint(&["glos"], "").contains("--help"));
    assert!(complaint(&["lookup", "--distance", "3", "x"], "").contains("0..=2"));
    assert!(complaint(&["expand"], "").contains("SHORT"));
    assert!(complaint(&["gloss", "--to", "de"], "").contains("one of: en ja"));
    assert!(complaint(&["gloss", &folder.path("absent")], "").contains("absent"));
    assert!(complaint(&["gloss", "--lexicon", &text], "x").contains("not a yakugo lexicon"));
    assert!(complaint(&["gloss", "--alone"], "x").contains("--lexicon"));
    assert!(complaint(&["gloss"], b"\x94\xAD\x90\x5A").contains("byte 0 (0x94) is not UTF-8"));
    assert!(complaint(&["gloss"], b"\xFF\xFEa\0").contains("UTF-16"));
    assert!(complaint(&["gloss"], b"abc\xE3\x81").contains("byte 3"));
    assert!(complaint(&["lookup"], b"\xFF\n").contains("byte 0 (0xFF)"));
    assert!(complaint(&["compile", &folder.path(""), "-o", &folder.path("x")], "").contains("no tables"));
}

#[test]
fn coverage_lists_what_is_missing() {
    let folder = Folder::new("coverage");
    std::fs::create_dir(folder.0.join("inner")).unwrap();
    folder.file("a.txt", "アスピリンで発熱。ヌケモレシンを併用。ヌケモレシン中止。increase of disease.");
    folder.file("inner/b.txt", "aspirin, nukemoremab and XYZQ; ICANS. please");
    let output = yakugo(&["coverage", &folder.path("")], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("2 texts, "), "{said}");
    for wanted in ["     2  ヌケモレシン", "     1  nukemoremab", "     1  XYZQ"] {
        assert!(said.lines().any(|line| line == wanted), "{wanted} in {said}");
    }
    assert!(!said.contains("アスピリン") && !said.contains("disease") && !said.contains("please"), "{said}");
    let drugs = said.lines().find(|line| line.starts_with("ja") && line.contains("drug")).unwrap();
    assert_eq!(drugs.split_whitespace().nth(2), Some("1"), "{drugs}");
}

const BULLETIN: &str = "◎Yakugomab〔ヤクゴ\nマブ（遺伝子組換え），抗CD19抗体，乾癬治療薬〕国\n内：開発中（PhaseⅡ；2025/05/07） 海外：発売済\n\
    ブリナツモマブ（epcoritamab）と，yakugomab［‘Yakugo’］と，貧血（anaemia）。\n";

#[test]
fn harvest_prints_rows_that_compile_once_somebody_vouches() {
    let output = yakugo(&["harvest"], BULLETIN);
    assert!(output.status.success() && output.stderr.is_empty());
    let table = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0][0], "concept");
    assert!(rows.iter().all(|row| row.len() == 10), "{table}");
    // The contradiction first, with what the lexicon has; what is known is not printed.
    assert_eq!(rows[1][..5], ["drug/epcoritamab", "ja", "term", "admitted", "ブリナツモマブ"]);
    assert!(rows[1][9].contains("contradicts") && rows[1][9].contains("drug/blinatumomab"), "{}", rows[1][9]);
    assert_eq!(rows[2][..5], ["drug/yakugomab", "en", "term", "preferred", "yakugomab"]);
    assert!(rows[2][9].contains("-:1:2, bytes 3-12"), "{}", rows[2][9]);
    assert!(!table.contains("anaemia"), "{table}");
    assert!(yakugo(&["harvest", "--all"], BULLETIN).stdout.len() > table.len());

    let folder = Folder::new("harvest");
    let house = folder.file("house.tsv", &table);
    let base = folder.path("base.lexicon");
    std::fs::write(&base, Lexicon::embedded().as_bytes()).unwrap();
    let out = folder.path("house.lexicon");
    let refused = yakugo(&["compile", &base, &house, "-o", &out], "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("candidate"));
    let vouched: String = table
        .lines()
        .filter(|line| !line.contains("contradicts"))
        .map(|line| line.replace("\tcandidate\t", "\teditor\t") + "\n")
        .collect();
    let house = folder.file("house.tsv", vouched);
    let accepted = yakugo(&["compile", &base, &house, "-o", &out], "");
    assert!(accepted.status.success(), "{}", String::from_utf8_lossy(&accepted.stderr));
    // What was added is known now.
    let again = yakugo(&["harvest", "--lexicon", &out], BULLETIN).stdout;
    assert_eq!(String::from_utf8(again).unwrap().lines().filter(|line| line.contains("new;")).count(), 0);
}

#[test]
fn harvest_json_has_the_fields_of_the_contract() {
    let facts = lines(&yakugo(&["harvest", "--format", "json", "--all"], BULLETIN));
    let types: Vec<&str> = facts.iter().map(|fact| fact["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["pair", "drug", "brand", "pair"]);
    for fact in &facts {
        let place = |key: &str| usize::try_from(fact[key].as_u64().unwrap()).unwrap();
        assert!(BULLETIN.get(place("start")..place("end")).is_some());
        assert!(fact["file"] == "-" && !fact["rows"].as_array().unwrap().is_empty());
    }
    let drug = &facts[1];
    assert_eq!(drug["jan_ja"]["text"], "ヤクゴマブ（遺伝子組換え）");
    assert_eq!(drug["jan_en"], Value::Null);
    assert_eq!(drug["classes"][0]["targets"][0]["text"], "CD19");
    assert_eq!(drug["indications"][0]["text"], "乾癬");
    assert_eq!(drug["japan"]["status"]["stage"], "in_development");
    assert_eq!(drug["japan"]["status"]["date"]["text"], "2025/05/07");
    assert_eq!(facts[2]["brand"]["text"], "Yakugo");
    assert!(complaint(&["harvest", "no such file"], "").contains("no such file"));
}
