import type { z } from 'zod'
import type { ConfigFault } from '../../src-contract/index.ts'
import { issueText } from '../base/index.ts'
import { valueAt } from './json-tree.ts'

/** What zod found, as sentences that say what is allowed and what was given. Unknown keys are left to the schema tree. */
export function faultsOf(error: z.ZodError, input: unknown): ConfigFault[] {
  return error.issues
    .filter((issue) => issue.code !== 'unrecognized_keys')
    .map((issue) => ({ path: issue.path.map(String).join('.'), message: issueText(issue, valueAt(input, issue.path)) }))
}
