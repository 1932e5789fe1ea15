import { issueText, type SchemaIssue } from '../base/index.ts'

/** One fault of an input: which field, what it is and what is allowed. */
export interface InputIssue {
  /** Dotted path, empty for the input as a whole. */
  readonly path: string
  readonly message: string
}

/** Says of each fault what is allowed and what was given. */
export function describeIssues(issues: readonly SchemaIssue[], input: unknown): InputIssue[] {
  return issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issueText(issue, valueAt(input, issue.path)),
  }))
}

/** The faults in one sentence, for a person. */
export function issuesText(issues: readonly InputIssue[]): string {
  return issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
}

function valueAt(input: unknown, keys: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
