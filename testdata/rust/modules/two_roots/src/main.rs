fn make() -> u8 {
    1
}

fn main() {
    make();
}
