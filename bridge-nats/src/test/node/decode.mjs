// SPDX-License-Identifier: Apache-2.0
// Takes messages from NATS, checks each against the published schema, and prints what it has understood.
// Usage: node decode.mjs URL SCHEMA COUNT
import Ajv2020 from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { connect, JSONCodec } from "nats";

const [url, schema, count] = process.argv.slice(2);
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(JSON.parse(readFileSync(schema)));
const json = JSONCodec();

/** The bits of a double, so that nothing is lost in printing. */
function bits(number) {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleBE(number);
  return buffer.toString("hex");
}

function show(output) {
  switch (output.type) {
    case "value":
      return output.kind === "double" ? bits(output.value) : String(output.kind === "long" ? BigInt(output.value) : output.value);
    case "vector":
      return output.values.map((value) => (value === null ? "null" : bits(value))).join(",");
    case "signal":
      return [output.side, bits(output.strength), bits(output.referencePrice), output.reason].join(" ");
    case "fault":
      return output.cause;
    default:
      return output.state;
  }
}

const nats = await connect({ servers: url });
const messages = nats.subscribe(">", { max: Number(count) });
await nats.flush();
console.log("ready");
for await (const message of messages) {
  const output = json.decode(message.data);
  if (!validate(output)) {
    throw new Error(`${message.subject}: ${JSON.stringify(output)} is not of the schema: ${JSON.stringify(validate.errors)}`);
  }
  const time = output.cycleTimeNs ?? output.engineTimeNs;
  console.log(message.subject, message.headers.get("Content-Type"), output.type, output.sequence, String(BigInt(time) + 1n), show(output));
}
await nats.close();
