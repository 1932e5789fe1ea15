import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { ZodError } from 'zod'
import { errorText } from '../../../src-main/base/index.ts'
import type { VenueSimulator } from '../venue.ts'
import { booksOf } from './books-view.ts'
import { COMMANDS } from './commands.ts'

/** The door by which a person commands the venue: `GET /control/books`, `GET /control/commands`, `POST /control/<command>`. */
export class ControlDoor {
  readonly #server: FastifyInstance = Fastify({ logger: false, forceCloseConnections: true })

  constructor(venue: VenueSimulator) {
    this.#server.get('/control/books', () => booksOf(venue))
    this.#server.get('/control/commands', () =>
      COMMANDS.map(({ name, takes }) => ({ name, takes: JSON.parse(takes) as unknown })),
    )
    for (const { name, run } of COMMANDS) {
      this.#server.post(`/control/${name}`, (request, reply) => {
        try {
          run(venue, request.body ?? undefined)
          return { done: name }
        } catch (error) {
          return refuse(reply, error)
        }
      })
    }
  }

  /** @param port 0 takes a free one. @returns The port. */
  async listen(port: number): Promise<number> {
    await this.#server.listen({ host: '127.0.0.1', port })
    return (this.#server.server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    await this.#server.close()
  }
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  const issues =
    error instanceof ZodError
      ? error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
      : [errorText(error)]
  return reply.code(400).send({ refused: issues })
}
