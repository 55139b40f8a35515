use std::time::Instant;
use mima::{source::*, language::*};
fn main(){
  let files: Vec<String> = std::env::args().skip(1).collect();
  let mut total=0; let (mut tb, mut tp)=(0.0,0.0);
  for f in &files { let Ok(t)=std::fs::read_to_string(f) else {continue}; total+=t.len();
    let s=SourceFile::new(FileId(0),f,f,&t);
    let mut p=tree_sitter::Parser::new(); p.set_language(&tree_sitter_python::LANGUAGE.into()).unwrap();
    let a=Instant::now(); let _=p.parse(&*s.text,None); tp+=a.elapsed().as_secs_f64();
    let a=Instant::now(); let m=mima::bind::bind(&s,&LANGUAGES[0]); tb+=a.elapsed().as_secs_f64();
    if files.len()==1 { println!("{m:#?}"); }
    if !m.bounds.is_empty(){println!("{f} {:?}",m.bounds)}
  }
  println!("{} bytes parse {tp:.3} bind {tb:.3} MB/s {:.2} / {:.2}", total, total as f64/1e6/tp, total as f64/1e6/tb);
}
