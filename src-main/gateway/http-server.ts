import { ORPCError } from '@orpc/server'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { MAX_LAYOUT_BYTES } from '../../src-contract/index.ts'
import { errorText, type Logger } from '../base/index.ts'
import { checkProvenance } from './access.ts'
import { errorBody, tableError } from './errors.ts'

/** Above the longest command of the contract, a layout of the window; far below what would hurt. */
export const MAX_BODY_BYTES = 2 * MAX_LAYOUT_BYTES
/** Ids in paths carry account, instrument and owner. */
const MAX_PATH_PARAMETER_LENGTH = 300

export interface HttpServerOptions {
  /** Values of `Host` that mean this engine; known only when the port is, so asked for at each request. */
  readonly hosts: () => ReadonlySet<string>
  readonly logger: Logger
}

/** Fastify as the gateway uses it: every request's provenance is checked, every fault answers from the error table. */
export function createHttpServer({ hosts, logger }: HttpServerOptions): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER_LENGTH },
  })
  server.removeContentTypeParser('text/plain')
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
    try {
      checkProvenance(request.headers, hosts())
      done()
    } catch (error) {
      done(error as Error)
    }
  })
  server.setErrorHandler((error: FastifyError | Error, request, reply) =>
    sendError(reply, fault(error, request, logger)),
  )
  return server
}

/** Answers with an error of the table. */
export function sendError(reply: FastifyReply, error: ORPCError<string, unknown>): FastifyReply {
  const retryAfterMs = retryAfter(error.data)
  if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1000))
  return reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(errorBody(error)))
}

function fault(error: FastifyError | Error, request: FastifyRequest, logger: Logger): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) {
    return tableError('PAYLOAD_TOO_LARGE', {
      message: `The request body is larger than ${MAX_BODY_BYTES} bytes.`,
      data: { limitBytes: MAX_BODY_BYTES },
    })
  }
  if (status === 415) return badBody('The body must be JSON, with content-type application/json.')
  if (status !== undefined && status >= 400 && status < 500) return badBody(error.message)
  logger.error('A request failed inside the gateway', {
    method: request.method,
    path: request.url,
    error: errorText(error),
    stack: error.stack,
  })
  return tableError('INTERNAL_SERVER_ERROR', { cause: error })
}

function badBody(message: string): ORPCError<string, unknown> {
  return tableError('BAD_REQUEST', {
    message: `The request is not valid. ${message}`,
    data: { issues: [{ path: '', message }] },
  })
}

function retryAfter(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null || !('retryAfterMs' in data)) return undefined
  return typeof data.retryAfterMs === 'number' ? data.retryAfterMs : undefined
}
