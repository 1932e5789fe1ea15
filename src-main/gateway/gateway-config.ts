import { z } from 'zod'
import { isLoopback } from './loopback.ts'

/** Settings of the door to the engine. */
export const GatewayConfig = z
  .strictObject({
    host: z.string().min(1).default('127.0.0.1').meta({
      title: 'Host',
      description: 'Address to listen on. Anything but this machine itself needs allowRemote.',
      restart: true,
    }),
    port: z.number().int().min(0).max(65_535).default(4000).meta({
      title: 'Port',
      description: 'Port of the interface and the page; 0 takes any free one.',
      restart: true,
    }),
    allowRemote: z.boolean().default(false).meta({
      title: 'Allow other machines',
      description: 'Lets host be an address that other machines reach. The connection is not encrypted.',
      restart: true,
    }),
    rateLimitPerSecond: z.number().int().min(1).max(100_000).default(200).meta({
      title: 'Calls per second',
      description: 'Calls that one access token may make in a second on average; twice as many may come at once.',
    }),
  })
  .superRefine(({ host, allowRemote }, context) => {
    if (allowRemote || isLoopback(host)) return
    const message = `must be 127.0.0.1, ::1 or localhost, or gateway.allowRemote must be true; got "${host}"`
    context.addIssue({ code: 'custom', path: ['host'], message })
  })
export type GatewayConfig = z.infer<typeof GatewayConfig>
