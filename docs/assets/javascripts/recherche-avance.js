// The explorer, with words in its address: what they need is asked for before the rest of the page is there.

import { prepare } from "./moteur.js";

if (new URLSearchParams(location.search).get("q")) prepare();
