mod helpers;
pub mod providers;

pub use helpers::make as make_client;
pub use providers::*;

pub mod inline {
    pub use super::providers::open::Wrapper;

    pub fn again() -> crate::providers::open::Wrapper {
        unimplemented!()
    }
}
