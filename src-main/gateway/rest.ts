import { toORPCError } from '@orpc/client'
import { createProcedureClient, getRouter, isProcedure } from '@orpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ACCOUNT_HEADER, type Role } from '../../src-contract/index.ts'
import { ensureDefined, invariant } from '../base/index.ts'
import { bearerToken } from './access.ts'
import type { CallContext, PreparedJson, SharedContext } from './call-context.ts'
import { tableError } from './errors.ts'
import { sendError } from './http-server.ts'
import type { TokenCheck } from './ports.ts'
import { namedAccount } from './named-account.ts'
import { listProcedures, type NamedProcedure } from './procedure-list.ts'
import type { GatewayRouter } from './router.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Role of the token, set on routes that need one. */
    role: Role | undefined
  }
}

export const API_PREFIX = '/api'

const JSON_TYPE = 'application/json; charset=utf-8'
const OK = 200

export interface RestOptions {
  readonly router: GatewayRouter
  readonly tokens: TokenCheck
  readonly shared: SharedContext
}

type Call = (input: unknown, options: { context: CallContext }) => Promise<unknown>

/** Gives every procedure of the contract the method and path it names. */
export function addRestRoutes(server: FastifyInstance, options: RestOptions): void {
  server.decorateRequest('role', undefined)
  const authenticate = authenticator(options.tokens)
  for (const procedure of listProcedures()) {
    const { method, path } = procedure
    const url = API_PREFIX + path.replaceAll(/\{([^}]+)\}/g, ':$1')
    server.route({ method, url, onRequest: authenticate, handler: handlerOf(procedure, options) })
  }
}

/** Refuses before the body is read: a caller without a token costs next to nothing. */
function authenticator(tokens: TokenCheck) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const token = bearerToken(request.headers)
    request.role = token === undefined ? undefined : tokens.roleOf(token)
    if (request.role === undefined) sendError(reply, tableError('UNAUTHORIZED'))
    else done()
  }
}

function handlerOf({ name, definition }: NamedProcedure, { router, shared }: RestOptions) {
  const call = clientOf(router, name)
  const inputOf = definition.inputSchema === undefined ? () => undefined : requestInput
  const status = definition.route.successStatus ?? OK
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const prepared: PreparedJson = { text: undefined }
    const role = ensureDefined(request.role, 'role of an authenticated request')
    try {
      const account = namedAccount(request.raw.headersDistinct[ACCOUNT_HEADER] ?? [], ACCOUNT_HEADER)
      const output = await call(inputOf(request), { context: { shared, role, account, prepared } })
      return reply
        .code(status)
        .header('cache-control', 'no-store')
        .type(JSON_TYPE)
        .send(prepared.text ?? JSON.stringify(output))
    } catch (error) {
      return sendError(reply, toORPCError(error))
    }
  }
}

function clientOf(router: GatewayRouter, name: readonly string[]): Call {
  const procedure = getRouter(router, name)
  invariant(isProcedure(procedure), `${name.join('.')} has a handler`)
  return createProcedureClient(procedure, { path: name, context: (context: CallContext) => context })
}

/** One flat input: query or body, and above them what stands in the path. */
function requestInput(request: FastifyRequest): unknown {
  const { method, query, body, params } = request
  if (method === 'GET') return { ...(query as object), ...(params as object) }
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) return body
  return { ...body, ...(params as object) }
}
