import acme_tracing
from acme_servers import serve

serve("routes:router")
