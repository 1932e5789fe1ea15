import { z } from 'zod'

/** Zod compiles parsers with `eval` where it can; the page's content security policy forbids that and reports each try. */
z.config({ jitless: true })
