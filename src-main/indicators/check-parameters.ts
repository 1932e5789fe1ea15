import type { z } from 'zod'
import { EngineError, issueText } from '../base/index.ts'

/**
 * The parameters with defaults filled in, in the order of the schema.
 * @throws EngineError `BAD_REQUEST` that names the faulty parameters, their values and what is allowed.
 */
export function checkParameters<Parameters>(
  id: string,
  schema: z.ZodType<Parameters>,
  parameters: Readonly<Record<string, unknown>>,
): Parameters {
  const parsed = schema.safeParse(parameters)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => {
    const [name] = issue.path
    return name === undefined
      ? issueText(issue, parameters)
      : `${String(name)} ${issueText(issue, parameters[String(name)])}`
  })
  throw new EngineError('BAD_REQUEST', `indicator ${id}: ${faults.join('; ')}`, { data: { faults } })
}
