/** One fault of an input: which field, what it is and what is allowed. */
export interface InputIssue {
  /** Dotted path, empty for the input as a whole. */
  readonly path: string
  readonly message: string
}

type PathSegment = PropertyKey | { readonly key: PropertyKey }

/** A fault as the validator reports it (Standard Schema v1). */
export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly PathSegment[] | undefined
}

const LONGEST_VALUE = 60

/** Says of each fault which value was given, beside the validator's word on what is allowed. */
export function describeIssues(issues: readonly SchemaIssue[], input: unknown): InputIssue[] {
  return issues.map((issue) => {
    const keys = (issue.path ?? []).map(keyOf)
    return { path: keys.map(String).join('.'), message: `${issue.message}; got ${valueText(valueAt(input, keys))}` }
  })
}

/** The faults in one sentence, for a person. */
export function issuesText(issues: readonly InputIssue[]): string {
  return issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
}

function keyOf(segment: PathSegment): PropertyKey {
  return typeof segment === 'object' ? segment.key : segment
}

function valueAt(input: unknown, keys: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
