import type { Field, Refusal } from '@headway/campus'
import type { Progress } from '@headway/learn'
import type { TargetColumn } from './targets-of.ts'

/** What the page and its training worker say to each other. */

/** A file of past students, and what its columns mean where somebody wrote it down (datapackage.json). */
export interface Source {
  readonly file: File
  readonly codebook?: File
}

export interface Choices {
  readonly target: string // as `headway train --target` takes it
  readonly withProtected: boolean
  readonly quick: boolean
}

export type Order =
  | { readonly kind: 'read'; readonly source: Source }
  | { readonly kind: 'train'; readonly source: Source; readonly choices: Choices }

/** What the file holds, before anything is learned. */
export interface FileRead {
  readonly rows: number
  readonly fields: readonly (Pick<Field, 'name' | 'role'> & { readonly scale: Field['scale']['kind']; readonly sensitivity: string })[]
  readonly codebook: string // its title
  readonly guessed: boolean
  readonly refused: number
  readonly refusals: readonly Refusal[] // the first of them
  readonly notes: readonly string[]
  readonly targets: readonly TargetColumn[]
}

export interface Trained {
  readonly model: string // the bundle, as the command line writes it
  readonly report: string // a whole page
  readonly verdict: string
  readonly seconds: number
}

export type Answer =
  | { readonly kind: 'ready'; readonly threads: number }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'read'; readonly read: FileRead }
  | { readonly kind: 'trained'; readonly trained: Trained }
  | { readonly kind: 'failed'; readonly message: string }
