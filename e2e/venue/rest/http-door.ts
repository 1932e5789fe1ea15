import { ensureNever } from '../../../src-main/base/index.ts'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { VenueSide } from '../side.ts'
import type { Answer, FrontDesk } from './front-desk.ts'
import { Params } from './params.ts'
import type { HttpMethod } from './route.ts'

/** Where the text of a signature begins; it is always last. */
const SIGNATURE = /(?:^|&)signature=[^&]*/

/** The HTTP server of the exchange: REST for both sides. */
export function openHttpDoor(desk: FrontDesk): FastifyInstance {
  const server = Fastify({ logger: false, forceCloseConnections: true })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  server.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/*',
    handler: (request, reply) => answer(desk, request, reply),
  })
  return server
}

/** @returns The side that an address belongs to; the wallet's endpoints belong to spot. */
export function sideOfPath(path: string): VenueSide {
  return /^\/(?:fapi|fstream|ws-fapi)(?:\/|$)/.test(path) ? 'usdm' : 'spot'
}

async function answer(desk: FrontDesk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [path = '', query = ''] = request.url.split('?', 2)
  const body = typeof request.body === 'string' ? request.body : ''
  const text = [query, body].filter((part) => part !== '').join('&')
  const method = request.method as HttpMethod
  const route = desk.find(method, path)
  if (!route) return reply.code(404).send({ code: -5000, msg: `Path ${path}, Method ${method} is invalid` })
  const apiKey = request.headers['x-mbx-apikey']
  const delivery = desk.receive({
    side: sideOfPath(path),
    subject: `${method} ${path}${text === '' ? '' : `?${text}`}`,
    route,
    params: new Params(new URLSearchParams(text)),
    apiKey: typeof apiKey === 'string' ? apiKey : undefined,
    payload: query.replace(SIGNATURE, '') + body.replace(SIGNATURE, ''),
  })
  switch (delivery.kind) {
    case 'drop':
      reply.hijack()
      request.raw.socket.destroy()
      return reply
    case 'hang':
      return reply.hijack()
    case 'unreadable':
      return send(reply, delivery.answer, JSON.stringify(delivery.answer.body).slice(0, -1))
    case 'answer':
      if (delivery.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delivery.delayMs))
      return send(reply, delivery.answer, JSON.stringify(delivery.answer.body))
    default:
      return ensureNever(delivery, 'delivery')
  }
}

function send(reply: FastifyReply, { status, headers }: Answer, text: string): FastifyReply {
  return reply.code(status).headers(headers).type('application/json;charset=UTF-8').send(text)
}
