#[macro_export]
macro_rules! embed {
    ($client:expr, $($text:tt)*) => {
        $crate::logged($client.embed("m", format!($($text)*)))
    };
}
