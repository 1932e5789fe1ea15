/**
 * Keys of the commands. `mod` is Ctrl, and the command key of a Mac. A letter means the key that bears it on an English
 * keyboard, except in `CHARACTER_KEYS`: those are meant by what they write.
 */
export const COMMAND_KEYS = {
  'palette.open': 'mod+k',
  'shortcuts.open': 'shift+?',
  'killSwitch.open': 'alt+k',
  'ticket.focus': 'alt+o',
  'alert.create': 'alt+a',
  'trade.buy': 'b',
  'trade.sell': 's',
  'trade.close': 'alt+c',
  'trade.cancel': 'alt+x',
  'panel.next': 'f6',
  'panel.previous': 'shift+f6',
  'panel.add': 'alt+n',
  'panel.close': 'alt+w',
  'panel.maximise': 'alt+enter',
  'panel.restore': 'escape',
  'panel.move.left': 'alt+shift+left',
  'panel.move.right': 'alt+shift+right',
  'panel.move.up': 'alt+shift+up',
  'panel.move.down': 'alt+shift+down',
  'panel.resize.left': 'mod+alt+left',
  'panel.resize.right': 'mod+alt+right',
  'panel.resize.up': 'mod+alt+up',
  'panel.resize.down': 'mod+alt+down',
  'layout.open.n1': 'alt+1',
  'layout.open.n2': 'alt+2',
  'layout.open.n3': 'alt+3',
  'layout.open.n4': 'alt+4',
  'layout.open.n5': 'alt+5',
  'layout.open.n6': 'alt+6',
  'layout.open.n7': 'alt+7',
  'layout.open.n8': 'alt+8',
  'layout.open.n9': 'alt+9',
} as const satisfies Readonly<Record<string, string>>

export type KeyedId = keyof typeof COMMAND_KEYS

/** Meant by the character, wherever the keyboard has it. */
export const CHARACTER_KEYS: ReadonlySet<KeyedId> = new Set(['shortcuts.open'])

/** Keys that act inside a panel or a dialog, told on the shortcut sheet; whoever owns the panel handles them. */
export const PLACE_KEYS = {
  ticketSend: 'mod+enter',
  watchlistSearch: '/',
  tabClose: 'delete',
  tabMenu: 'shift+f10',
  chartBars: 'left',
  chartZoom: '+',
  tableEnds: 'home',
  dragTick: 'up',
  dragTen: 'shift+up',
  escape: 'escape',
} as const satisfies Readonly<Record<string, string>>

export type PlaceKey = keyof typeof PLACE_KEYS

const isMac = (): boolean => typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent)

const NAMES: Readonly<Record<string, string>> = {
  left: '←',
  right: '→',
  up: '↑',
  down: '↓',
  escape: 'Esc',
  alt: 'Alt',
  shift: 'Shift',
  enter: 'Enter',
  delete: 'Del',
  home: 'Home',
}

/** `alt+shift+left` as it stands on the keys: `Alt`, `Shift`, `←`. */
export function keyNames(keys: string, mac = isMac()): readonly string[] {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  // `?` is typed with Shift on every keyboard; saying so would only lengthen it.
  const told = parts.includes('?') ? parts.filter((part) => part !== 'shift') : parts
  return told.map((part) => {
    if (part === 'mod') return mac ? '⌘' : 'Ctrl'
    if (part === 'alt' && mac) return '⌥'
    return NAMES[part] ?? part.toUpperCase()
  })
}

/** Keys of a command in one text: `Alt Shift ←`. */
export const keysText = (id: KeyedId): string => keyNames(COMMAND_KEYS[id]).join(' ')
