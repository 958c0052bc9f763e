using System.Text.Json;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;

namespace Mmei.Feedback.Store;

/// <summary>The arms of an experiment as they are stored.</summary>
internal static class StoredArms
{
    public static string Write(IReadOnlyList<ExperimentArm> arms) => JsonSerializer.Serialize(arms, JsonDefaults.Options);

    public static IReadOnlyList<ExperimentArm> Read(string arms) =>
        JsonSerializer.Deserialize<ExperimentArm[]>(arms, JsonDefaults.Options)!;
}
