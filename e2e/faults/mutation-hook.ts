import { registerHooks } from 'node:module'
import type { SourceEdit } from './mutation-edit.ts'

/** Loaded before a program: changes the text of one file on its way in. Fails loudly where the text is not there once. */
const edit = JSON.parse(process.env['FAULT_EDIT'] ?? 'null') as SourceEdit | null

if (edit !== null) {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (!url.endsWith(`/${edit.file}`)) return loaded
      const text = textOf(loaded.source)
      const parts = text.split(edit.find)
      if (parts.length !== 2) throw new Error(`${edit.file} holds the text to change ${parts.length - 1} times`)
      return { ...loaded, source: parts.join(edit.replacement) }
    },
  })
}

function textOf(source: string | ArrayBufferLike | NodeJS.TypedArray | undefined | null): string {
  if (typeof source === 'string') return source
  if (source === undefined || source === null) throw new Error('a file was loaded without text')
  return Buffer.from(source as Uint8Array).toString('utf8')
}
