import { type ProtobufWriter, protobufWriter } from './protobuf.ts'
import { type Tensor, tensorTypes, writeTensor } from './tensor.ts'

/** Sets of operators: TreeEnsemble in doubles came with ml 5, which onnxruntime knows from 1.21 on. */
const OPSETS = { '': 21, 'ai.onnx.ml': 5 }
const IR_VERSION = 10

/** The value of an operator's attribute: a whole number, several, or a tensor. */
export type Attribute = number | readonly number[] | Tensor

/** The name of a value in the graph: of an input, a constant, or what a node gives. */
export type Value = string

export interface ValueInfo {
  readonly name: string
  readonly type: keyof typeof tensorTypes
  /** A text is a length that is known only when the graph runs. */
  readonly dims: readonly (number | string)[]
}

/** Builds a graph by writing it: each call writes its part of the file at once, so that memory grows with the file alone. */
export interface Graph {
  constant(tensor: Tensor): Value
  /** Operators of ai.onnx.ml are written `ml.Name`. */
  node(operator: string, inputs: readonly Value[], attributes?: Readonly<Record<string, Attribute>>, output?: string): Value
  input(info: ValueInfo): Value
  output(info: ValueInfo): void
}

/** A whole ONNX model (ModelProto of onnx.proto). Its graph is what `build` asks for, in that order. */
export function writeModel(build: (graph: Graph) => void, metadata: Readonly<Record<string, string>>, longest?: number): Uint8Array {
  const writer = protobufWriter(longest)
  writer.whole(1, IR_VERSION)
  writer.text(2, 'headway')
  writer.message(7, () => {
    writer.text(2, 'forecast')
    build(graphOn(writer))
  })
  for (const [domain, version] of Object.entries(OPSETS)) {
    writer.message(8, () => {
      writer.text(1, domain)
      writer.whole(2, version)
    })
  }
  for (const [key, value] of Object.entries(metadata)) {
    writer.message(14, () => {
      writer.text(1, key)
      writer.text(2, value)
    })
  }
  return writer.finish()
}

/** Names of values that a graph gives itself: no input or output may be called so. */
export const ownName = /^v\d+$/

function graphOn(writer: ProtobufWriter): Graph {
  const constants = new Map<string, Value>()
  let values = 0
  const nextName = () => `v${values++}`
  return {
    constant(tensor) {
      const key = keyOf(tensor)
      const known = key === undefined ? undefined : constants.get(key)
      if (known !== undefined) return known
      const name = nextName()
      if (key !== undefined) constants.set(key, name)
      writer.message(5, () => writeTensor(writer, tensor, name))
      return name
    },
    node(operator, inputs, attributes = {}, output = nextName()) {
      const ml = operator.startsWith('ml.')
      writer.message(1, () => {
        for (const input of inputs) writer.text(1, input)
        writer.text(2, output)
        writer.text(4, ml ? operator.slice(3) : operator)
        for (const [name, value] of Object.entries(attributes)) writer.message(5, () => writeAttribute(writer, name, value))
        if (ml) writer.text(7, 'ai.onnx.ml')
      })
      return output
    },
    input(info) {
      writer.message(11, () => writeValueInfo(writer, info))
      return info.name
    },
    output: info => writer.message(12, () => writeValueInfo(writer, info)),
  }
}

/** The same constant is written once, where it is but one value. */
function keyOf({ type, dims, values }: Tensor): string | undefined {
  if (values.length !== 1) return undefined
  return `${type} ${dims.join()} ${Object.is(values[0], -0) ? '-0' : values[0]}`
}

function writeAttribute(writer: ProtobufWriter, name: string, value: Attribute): void {
  writer.text(1, name)
  if (typeof value === 'number') {
    writer.whole(3, value)
    writer.whole(20, 2)
  } else if ('type' in value) {
    writer.message(5, () => writeTensor(writer, value))
    writer.whole(20, 4)
  } else {
    writer.wholes(8, value)
    writer.whole(20, 7)
  }
}

function writeValueInfo(writer: ProtobufWriter, { name, type, dims }: ValueInfo): void {
  writer.text(1, name)
  writer.message(2, () =>
    writer.message(1, () => {
      writer.whole(1, tensorTypes[type])
      writer.message(2, () => {
        for (const dim of dims) writer.message(1, () => (typeof dim === 'number' ? writer.whole(1, dim) : writer.text(2, dim)))
      })
    }),
  )
}
