import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const depth: Translation<typeof en.depth> = {}
