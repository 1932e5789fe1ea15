import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const watchlist: Translation<typeof en.watchlist> = {}
