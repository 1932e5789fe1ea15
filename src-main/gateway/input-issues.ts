import { issueText, type SchemaIssue } from '../base/index.ts'

/** One fault of an input: which field, what it is and what is allowed. */
export interface InputIssue {
  /** Dotted path, empty for the input as a whole. */
  readonly path: string
  readonly message: string
}

const HIDDEN = '[hidden]'

/** Says of each fault what is allowed and what was given; the latter not of secret fields, and of an input around them. */
export function describeIssues(
  issues: readonly SchemaIssue[],
  input: unknown,
  secretFields: readonly string[] = [],
): InputIssue[] {
  const isSecret = ([field]: readonly PropertyKey[]): boolean =>
    secretFields.length > 0 && (field === undefined || secretFields.includes(String(field)))
  return issues.map((issue) => {
    const value = valueAt(input, issue.path)
    const shown = isSecret(issue.path) && value !== undefined ? HIDDEN : value
    return { path: issue.path.map(String).join('.'), message: issueText(issue, shown) }
  })
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
