import { describe, expect, it } from 'vitest'
import { LINK_IDS, type LinkId } from '../../src-contract/index.ts'
import { openLink } from './links.ts'

const REPOSITORY = 'https://github.com/wheelhouse-trading/wheelhouse'

async function open(link: LinkId, browserAddress?: string): Promise<string[]> {
  const opened: string[] = []
  const shell = { openExternal: async (address: string) => void opened.push(address) }
  await openLink(link, { shell, engine: { browserAddress } })
  return opened
}

describe('openLink', () => {
  it('opens every link of the contract', async () => {
    const opened: Record<string, string[]> = {}
    for (const link of LINK_IDS) opened[link] = await open(link, 'http://127.0.0.1:4000/#token=abc')
    expect(opened).toEqual({
      documentation: [`${REPOSITORY}/tree/main/docs`],
      releases: [`${REPOSITORY}/releases`],
      issues: [`${REPOSITORY}/issues`],
      licence: [`${REPOSITORY}/blob/main/LICENSE`],
      webInterface: ['http://127.0.0.1:4000/#token=abc'],
    })
  })

  it('says that the engine is not running where it is not', async () => {
    await expect(open('webInterface')).rejects.toMatchObject({
      code: 'NOT_READY',
      message: 'The engine is not running, so there is no web interface to open',
    })
  })

  it.each([
    'http://192.168.1.5:4000/#token=abc',
    'http://127.0.0.1.evil.com/#token=abc',
    'http://127.0.0.1@evil.com/#token=abc',
    'https://user@evil.com/#token=abc',
    'file:///etc/passwd?token=abc',
    'javascript:alert("token=abc")',
    'calc.exe?token=abc',
  ])('opens neither %s nor tells its token', async (address) => {
    const refusal = open('webInterface', address)
    await expect(refusal).rejects.toThrow('The address of the link webInterface must not be opened')
    await expect(refusal).rejects.not.toThrow('token')
  })

  it.each(['http://localhost:4000/', 'http://[::1]:4000/', 'https://desk.example/'])('opens %s', async (address) => {
    expect(await open('webInterface', address)).toEqual([address])
  })
})
