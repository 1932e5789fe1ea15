import { Search, X } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import { useWords } from '../i18n/index.ts'
import { classNames } from './class-names.ts'
import { KeyCap } from './key-cap.tsx'
import './search-field.css'

export interface SearchFieldProps {
  /** What is searched; read out, and shown while the field is empty unless there is a placeholder. */
  readonly label: string
  readonly placeholder?: string
  readonly value: string
  readonly onValueChange: (value: string) => void
  /** Keys that lead here, shown while the field is empty. */
  readonly keys?: string
  readonly className?: string
  readonly ref?: Ref<HTMLInputElement>
  /** Keys that the field does not need itself: arrows into the results, Enter. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** A line to filter or search by; Escape empties it first. */
export function SearchField(props: SearchFieldProps) {
  const { label, placeholder = label, value, onValueChange, keys, className, ref, onKeyDown } = props
  const t = useWords('common')
  const handleKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Escape' || value === '') return onKeyDown?.(event)
    event.stopPropagation()
    onValueChange('')
  }
  return (
    <div className={classNames('input', 'search-field', className)}>
      <Search size={14} aria-hidden="true" />
      <input
        ref={ref}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={handleKeyDown}
      />
      {value === '' && keys !== undefined && <KeyCap keys={keys} />}
      {value !== '' && (
        <button type="button" className="search-clear" aria-label={t('clear')} onClick={() => onValueChange('')}>
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
