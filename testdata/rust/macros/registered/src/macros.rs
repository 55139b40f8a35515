macro_rules! register {
    ($(($module:ident, $config:ident, $client:ident)),+ $(,)?) => {
        $(
            mod $module;
            use self::$module::$config;
        )+
        $(
            pub struct $client {
                pub config: $config,
            }
        )+
    };
}

macro_rules! implement {
    ($client:ident, $prepare:path, $send:path) => {
        impl $crate::Client for $crate::$client {
            async fn chat(&self, http: &reqwest::Client) -> reqwest::Result<()> {
                let data = $prepare(self);
                let builder = self.builder(http, data);
                $send(builder).await
            }
        }
    };
}
