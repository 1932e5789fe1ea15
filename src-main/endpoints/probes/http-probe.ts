import type { ProbeTarget } from '../ports.ts'

/** First status of an answer that says that something is wrong. */
const FIRST_FAULT_STATUS = 400

/**
 * Asks by GET and takes any answer below 400 for healthy; redirects are not followed. User and password of the address
 * go as basic authentication, as `fetch` takes none in an address.
 */
export async function probeHttp({ url, path, signal }: ProbeTarget): Promise<void> {
  const target = path === '' ? new URL(url) : new URL(path, url)
  const headers = authorization(target)
  target.username = ''
  target.password = ''
  const response = await fetch(target, { headers, signal, redirect: 'manual' })
  await response.body?.cancel()
  if (response.status >= FIRST_FAULT_STATUS) throw new Error(`answered with HTTP status ${response.status}`)
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
}
