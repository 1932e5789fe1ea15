import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const account: Translation<typeof en.account> = {}
