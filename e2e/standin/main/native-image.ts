import { readFileSync } from 'node:fs'
import { strict, StrictEmitter } from '../wire/strict.ts'

/** Where a PNG has its width and height: after the signature and the head of its first chunk. */
const PNG_WIDTH_OFFSET = 16
const PNG_HEIGHT_OFFSET = 20

class NativeImage extends StrictEmitter {
  readonly file: string
  readonly #bytes: Buffer
  #isTemplate = false

  constructor(file: string, bytes: Buffer) {
    super()
    this.file = file
    this.#bytes = bytes
  }

  isEmpty(): boolean {
    return this.#bytes.length === 0
  }

  getSize(): { readonly width: number; readonly height: number } {
    if (this.isEmpty()) return { width: 0, height: 0 }
    return {
      width: this.#bytes.readUInt32BE(PNG_WIDTH_OFFSET),
      height: this.#bytes.readUInt32BE(PNG_HEIGHT_OFFSET),
    }
  }

  resize(): NativeImage {
    return this
  }

  setTemplateImage(isTemplate: boolean): void {
    this.#isTemplate = isTemplate
  }

  isTemplateImage(): boolean {
    return this.#isTemplate
  }
}

export type { NativeImage }

/** Electron makes an empty picture of a missing file; here it is an error, because nobody wants one. */
function createFromPath(file: string): NativeImage {
  return new NativeImage(file, readFileSync(file))
}

export const nativeImage = strict('nativeImage', {
  createFromPath,
  createEmpty: () => new NativeImage('', Buffer.alloc(0)),
})

/** The picture that a program gave as a file's name or as a picture. */
export function imageOf(image: NativeImage | string): NativeImage {
  return typeof image === 'string' ? createFromPath(image) : image
}
