import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const status: Translation<typeof en.status> = {}
