#![allow(missing_docs, clippy::all, clippy::unwrap_used, clippy::print_stdout)]
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let lexicon = yakugo::Lexicon::embedded();
    let start = std::time::Instant::now();
    let mut n = 0;
    for _ in 0..5 {
        n = lexicon.gloss(&text).count();
    }
    println!("{n} {:.1} MB/s", 5.0 * text.len() as f64 / start.elapsed().as_secs_f64() / 1e6);
}
