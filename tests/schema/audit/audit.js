// Runs the server audits of graphql-http against the address given, and prints each as a line of JSON.
import { serverAudits } from "graphql-http";

for (const audit of serverAudits({ url: process.argv[2] })) {
  const result = await audit.fn();
  const { id, name, status, reason } = result;
  console.log(JSON.stringify({ id, name, status, reason }));
}
