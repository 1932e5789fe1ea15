import { describe, expect, it } from 'vitest'
import { closedPort, silentServer } from '../testing/loopback-servers.ts'
import { probeTcp } from './tcp-probe.ts'

const { signal } = new AbortController()

/** A busy machine takes its time. */
const PATIENCE = { timeout: 20_000 }

describe('the TCP probe', () => {
  it('opens a connection and closes it again, whether anybody speaks or not', async () => {
    await using server = await silentServer()
    await probeTcp({ url: `tcp://127.0.0.1:${server.port}`, path: '', signal })
    await expect.poll(() => server.opened.length, PATIENCE).toBe(1)
    await expect.poll(() => server.opened[0]?.destroyed, PATIENCE).toBe(true)
  })

  it('fails where nobody listens', async () => {
    const url = `tcp://127.0.0.1:${await closedPort()}`
    await expect(probeTcp({ url, path: '', signal })).rejects.toThrow('ECONNREFUSED')
  })

  it('takes an IPv6 address in brackets', async () => {
    const port = await closedPort()
    // Machines without IPv6 have no such address; either way it is no name that had to be looked up.
    await expect(probeTcp({ url: `tcp://[::1]:${port}`, path: '', signal })).rejects.toThrow(
      /connect (?:ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH|EAFNOSUPPORT) ::1/,
    )
  })

  it('ends when it is aborted', async () => {
    await using server = await silentServer()
    const probe = probeTcp({ url: `tcp://127.0.0.1:${server.port}`, path: '', signal: AbortSignal.abort() })
    await expect(probe).rejects.toThrow('aborted')
  })
})
