import { type Shape, shape } from '../../bundle/shape.ts'

const { text, list, optional, atLeast, whole } = shape

/** Lists of 0 and 1, or of false and true: versions differ. */
const flags = list(shape.oneOf<0 | 1 | boolean>(0, 1, false, true))
/** NaN came as null, Infinity as itself; whoever needs a number looks. */
const condition: Shape<number | null> = shape.nullOr(shape.number(-Infinity, Infinity))
const counted: Shape<string> = shape.where(text, value => (/^\d{1,15}$/.test(value) ? undefined : ' must be a whole number in quotes'))

export interface XgboostTree {
  readonly left_children: readonly number[]
  readonly right_children: readonly number[]
  readonly split_indices: readonly number[]
  readonly split_conditions: readonly (number | null)[]
  readonly default_left: readonly (0 | 1 | boolean)[]
  readonly sum_hessian: readonly number[]
  readonly split_type?: readonly number[]
  readonly categories?: readonly number[]
  readonly categories_nodes?: readonly number[]
  readonly categories_segments?: readonly number[]
  readonly categories_sizes?: readonly number[]
  readonly tree_param?: { readonly size_leaf_vector?: string; readonly num_nodes?: string }
}

const tree: Shape<XgboostTree> = atLeast<XgboostTree>({
  left_children: list(whole(-1), 1),
  right_children: list(whole(-1), 1),
  split_indices: list(whole(0), 1),
  split_conditions: list(condition, 1),
  default_left: flags,
  sum_hessian: list(shape.number(0), 1),
  split_type: optional(list(shape.oneOf(0, 1))),
  categories: optional(list(whole(0, 0x8000_0000))),
  categories_nodes: optional(list(whole(0))),
  categories_segments: optional(list(whole(0))),
  categories_sizes: optional(list(whole(0))),
  tree_param: optional(
    atLeast<NonNullable<XgboostTree['tree_param']>>({ size_leaf_vector: optional(counted), num_nodes: optional(counted) }),
  ),
})

export interface XgboostTrees {
  readonly trees: readonly XgboostTree[]
  readonly tree_info: readonly number[]
  readonly iteration_indptr?: readonly number[]
  readonly gbtree_model_param: { readonly num_trees: string; readonly num_parallel_tree?: string }
  readonly cats?: unknown
}

const trees: Shape<XgboostTrees> = atLeast<XgboostTrees>({
  trees: list(tree),
  tree_info: list(whole(0)),
  iteration_indptr: optional(list(whole(0), 1)),
  gbtree_model_param: atLeast<XgboostTrees['gbtree_model_param']>({ num_trees: counted, num_parallel_tree: optional(counted) }),
  cats: optional(shape.anything),
})

type Booster =
  | { readonly name: 'gbtree'; readonly model: XgboostTrees }
  | { readonly name: 'dart'; readonly gbtree: { readonly model: XgboostTrees }; readonly weight_drop: readonly number[] }

const booster: Shape<Booster> = shape.variants<'name', Booster>('name', {
  gbtree: atLeast({ name: shape.oneOf('gbtree'), model: trees }),
  dart: atLeast({
    name: shape.oneOf('dart'),
    gbtree: atLeast<{ model: XgboostTrees }>({ model: trees }),
    weight_drop: list(shape.number()),
  }),
})

export interface XgboostFile {
  readonly version: readonly number[]
  readonly learner: {
    readonly attributes?: Readonly<Record<string, unknown>>
    readonly feature_names?: readonly string[]
    readonly feature_types?: readonly string[]
    readonly gradient_booster: Booster
    readonly learner_model_param: {
      readonly base_score: string
      readonly num_class: string
      readonly num_feature: string
      readonly num_target?: string
    }
    readonly objective: { readonly name: string }
  }
}

/** As much of XGBoost's model format (1.0 to 3.x) as forecasts and their shares take. */
export const xgboostFile: Shape<XgboostFile> = atLeast<XgboostFile>({
  version: list(whole(0), 3, 3),
  learner: atLeast<XgboostFile['learner']>({
    attributes: optional(shape.mapOf(shape.anything)),
    feature_names: optional(list(text)),
    feature_types: optional(list(text)),
    gradient_booster: booster,
    learner_model_param: atLeast<XgboostFile['learner']['learner_model_param']>({
      base_score: text,
      num_class: counted,
      num_feature: counted,
      num_target: optional(counted),
    }),
    objective: atLeast<XgboostFile['learner']['objective']>({ name: text }),
  }),
})
