export type JsonSchema = Readonly<Record<string, unknown>>

/** Keys from the root of the described value to one of its parts. */
export type KeyPath = readonly string[]

export interface NumberRange {
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  /** Bounds that are themselves not allowed. */
  readonly above?: number | undefined
  readonly below?: number | undefined
}

/** A value that one line holds. */
export type LineKind =
  | {
      readonly kind: 'number'
      readonly whole: boolean
      readonly range: NumberRange
      /** Words that are allowed instead of a number. */
      readonly words: readonly string[]
    }
  /** A decimal number that travels as text, so that none of its digits are lost. */
  | { readonly kind: 'decimal' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'text' }

export type FieldKind =
  | LineKind
  | { readonly kind: 'flag' }
  /** Values of one kind, in an order. */
  | { readonly kind: 'list'; readonly item: LineKind }
  /** Values of one kind, each under a name. */
  | { readonly kind: 'record'; readonly value: LineKind }
  /** A value that has no simple control. */
  | { readonly kind: 'json' }

/** One value of a form. */
export interface SchemaField {
  readonly kind: 'field'
  readonly path: KeyPath
  /** The path with dots: `risk.maxLeverage`. */
  readonly id: string
  readonly key: string
  readonly label: string
  readonly description: string | undefined
  readonly defaultValue: unknown
  readonly type: FieldKind
  /** An empty text stands for no value. */
  readonly mayBeEmpty: boolean
  /** A change acts only after a restart. */
  readonly restart: boolean
}

/** Values that belong together. */
export interface SchemaGroup {
  readonly kind: 'group'
  readonly path: KeyPath
  readonly id: string
  readonly key: string
  readonly label: string
  readonly description: string | undefined
  readonly children: readonly SchemaNode[]
}

export type SchemaNode = SchemaField | SchemaGroup

/** All fields of a group and of the groups in it, in their order. */
export function fieldsOf(group: SchemaGroup): readonly SchemaField[] {
  return group.children.flatMap((child) => (child.kind === 'field' ? [child] : fieldsOf(child)))
}
