using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;

namespace Mmei.Feedback.Store;

/// <summary>The rule of a take-over as it is stored.</summary>
internal static class StoredRules
{
    public static string? Write(TakeOverRule? rule) => rule is null ? null : JsonSerializer.Serialize(rule, JsonDefaults.Options);

    public static TakeOverRule Read(string rule) => JsonSerializer.Deserialize<TakeOverRule>(rule, JsonDefaults.Options)!;
}
