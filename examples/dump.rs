use onrecord::text::Article;
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    for p in std::env::args().skip(2) {
        let t = std::fs::read_to_string(&p).unwrap();
        let a = Article::new(&p, t, None);
        match mode.as_str() {
            "sents" => for s in &a.sentences { println!("{:?} {}", a.paragraphs[s.paragraph].role, a.slice(s.span)); },
            "roles" => for q in &a.paragraphs { if q.role != onrecord::text::Role::Body { println!("{p}: {:?} {}", q.role, a.slice(q.span)); } },
            _ => {}
        }
    }
}
