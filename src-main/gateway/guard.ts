import { ORPCError } from '@orpc/server'
import { ERROR_TABLE, type ProcedureMeta, type Role, ROLES } from '../../src-contract/index.ts'
import { EngineError, errorText, type SchemaIssue } from '../base/index.ts'
import type { CallContext } from './call-context.ts'
import { fromEngineError, tableError } from './errors.ts'
import { describeIssues, issuesText } from './input-issues.ts'

/** Weakest role that may call a procedure; one that names none is for admins. */
export function neededRole(meta: ProcedureMeta): Role {
  return meta.role ?? 'admin'
}

export function mayCall(have: Role, need: Role): boolean {
  return ROLES.indexOf(have) >= ROLES.indexOf(need)
}

/**
 * Lets a call in or not: rate, then role.
 * @throws ORPCError `TOO_MANY_REQUESTS` or `FORBIDDEN`.
 */
export function admit(context: CallContext, meta: ProcedureMeta): void {
  const { role, shared } = context
  const waitMs = shared.rateLimiter.take(role)
  if (waitMs > 0) throw tableError('TOO_MANY_REQUESTS', { data: { retryAfterMs: waitMs } })
  const need = neededRole(meta)
  if (!mayCall(role, need)) throw tableError('FORBIDDEN', { data: { need, have: role } })
}

export interface FailedCall {
  readonly path: readonly string[]
  readonly input: unknown
  readonly context: CallContext
  /** Fields of the input that must not be quoted. */
  readonly secretFields: readonly string[] | undefined
}

/** Turns whatever a procedure threw into an entry of the error table; what is not meant for the caller is logged. */
export function translate(error: unknown, call: FailedCall): Error {
  if (error instanceof EngineError) return fromEngineError(error)
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return badRequest(error, call)
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error
  call.context.shared.logger.error('A call failed inside the engine', {
    procedure: call.path.join('.'),
    error: errorText(error),
    cause: error instanceof Error && error.cause !== undefined ? errorText(error.cause) : undefined,
    stack: error instanceof Error ? error.stack : undefined,
  })
  return tableError('INTERNAL_SERVER_ERROR', { cause: error })
}

function badRequest(error: ORPCError<string, unknown>, { input, secretFields }: FailedCall): Error {
  const issues = describeIssues(schemaIssues(error.data), input, secretFields)
  if (issues.length === 0) return error
  const message = `${ERROR_TABLE.BAD_REQUEST.message} ${issuesText(issues)}`
  return tableError('BAD_REQUEST', { message, data: { issues } })
}

function schemaIssues(data: unknown): readonly SchemaIssue[] {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return []
  return data.issues as readonly SchemaIssue[]
}
