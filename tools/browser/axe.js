// Runs axe-core, which is loaded, with the rules of some tags, and returns what package browser reads.
async (tags) => {
  const report = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations"],
    iframes: false,
  });
  return report.violations.map((rule) => ({
    ID: rule.id,
    Impact: rule.impact,
    Help: rule.help,
    HelpURL: rule.helpUrl,
    Elements: rule.nodes.map((node) => ({ Target: node.target.join(" "), Summary: node.failureSummary })),
  }));
}
