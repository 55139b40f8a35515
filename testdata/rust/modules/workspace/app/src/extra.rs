use my_core::inline::Wrapper;

pub async fn ask(wrapper: &Wrapper) {
    wrapper.name();
}
