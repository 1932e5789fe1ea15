import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const trading: Translation<typeof en.trading> = {}
