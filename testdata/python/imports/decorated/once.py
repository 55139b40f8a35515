made_once = property
