import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const gate: Translation<typeof en.gate> = {}
