import { describe, expect, it, vi } from 'vitest'
import { en } from '../../i18n/en/index.ts'
import type { Command } from './command.ts'

/* The panels draw on canvases and import sheets; the list of commands needs none of them. */
vi.mock('../../features/ticket/index.tsx', () => ({ focusTicketSize: () => undefined }))
vi.mock('../../ui/index.ts', () => ({ showToast: () => undefined }))
vi.mock('../../trading/index.ts', () => ({ useTicketDraft: undefined }))
vi.mock('../../client/index.ts', () => ({ describeFault: () => ({ message: '' }) }))

const { COMMANDS } = await import('./command-list.ts')
const { COMMAND_GROUPS, keysOf } = await import('./command.ts')
const { COMMAND_KEYS, keyNames, PLACE_KEYS } = await import('./keys.ts')
const { mayAct } = await import('./use-command-keys.ts')

const wordAt = (path: string): unknown =>
  path.split('.').reduce<unknown>((words, key) => (words as Record<string, unknown> | undefined)?.[key], en.commands)

const command = (id: string): Command => {
  const found = COMMANDS.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no command ${id}`)
  return found
}
const FREE = { typing: false, dialogOpen: false, tradingKeys: false, taken: false }

describe('commands', () => {
  it('are each there once', () => {
    const ids = COMMANDS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('have a title each', () => {
    expect(COMMANDS.filter(({ id }) => typeof wordAt(id) !== 'string').map(({ id }) => id)).toEqual([])
  })

  it('never share keys', () => {
    const keys = COMMANDS.map(({ id }) => keysOf(id)).filter((each) => each !== undefined)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('are there for all keys that are told', () => {
    expect(Object.keys(COMMAND_KEYS).filter((id) => !COMMANDS.some((each) => each.id === id))).toEqual([])
    expect(Object.keys(PLACE_KEYS).toSorted()).toEqual(Object.keys(en.commands.places).toSorted())
  })

  it('stand in groups that the shortcut sheet shows', () => {
    expect(COMMANDS.every(({ group }) => COMMAND_GROUPS.includes(group))).toBe(true)
  })

  it('with a single letter are trading keys', () => {
    const letters = COMMANDS.filter(({ id }) => /^[a-z0-9]$/.test(keysOf(id) ?? ''))
    expect(letters.map(({ id }) => id)).toEqual(['trade.buy', 'trade.sell'])
    expect(letters.every(({ scope }) => scope === 'trading')).toBe(true)
  })
})

describe('keys', () => {
  it('that trade act only where they are switched on', () => {
    expect(mayAct(command('trade.close'), FREE)).toBe(false)
    expect(mayAct(command('trade.close'), { ...FREE, tradingKeys: true })).toBe(true)
  })

  it('that trade are dead while a field has the focus', () => {
    const trading = COMMANDS.filter(({ scope }) => scope === 'trading')
    const typing = { ...FREE, tradingKeys: true, typing: true }
    expect(trading.filter((each) => mayAct(each, typing))).toEqual([])
  })

  it('leave a dialog and a panel what is theirs', () => {
    expect(mayAct(command('palette.open'), FREE)).toBe(true)
    expect(mayAct(command('palette.open'), { ...FREE, dialogOpen: true })).toBe(false)
    expect(mayAct(command('palette.open'), { ...FREE, taken: true })).toBe(false)
  })

  it('open the palette and go to other panels and layouts from a field, too', () => {
    const typing = { ...FREE, typing: true }
    expect(COMMANDS.filter((each) => mayAct(each, typing)).map(({ id }) => id)).toEqual([
      'palette.open',
      'killSwitch.open',
      'panel.next',
      'panel.previous',
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `layout.open.n${number}`),
    ])
  })

  it('are said as they stand on the keyboard', () => {
    expect(keyNames('mod+k', false)).toEqual(['Ctrl', 'K'])
    expect(keyNames('mod+k', true)).toEqual(['⌘', 'K'])
    expect(keyNames('alt+shift+left', false)).toEqual(['Alt', 'Shift', '←'])
    expect(keyNames('shift+?', false)).toEqual(['?'])
    expect(keyNames('+', false)).toEqual(['+'])
  })
})
