using System.Collections.ObjectModel;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.DeclareAttributes;

/// <summary>What a tenant has declared of its items' attributes.</summary>
/// <param name="Types">By name.</param>
/// <param name="OnlyDeclared">Whether an item may have no others.</param>
internal sealed record DeclaredAttributes(IReadOnlyDictionary<string, AttributeType> Types, bool OnlyDeclared)
{
    public static DeclaredAttributes None { get; } = new(ReadOnlyDictionary<string, AttributeType>.Empty, OnlyDeclared: false);

    /// <exception cref="InvalidInputFailure">A name is none, or too many are given.</exception>
    public static DeclaredAttributes Of(AttributesRequest request)
    {
        var errors = new FieldErrors().Require(request.Attributes is not null, "attributes", "is required");
        var types = request.Attributes ?? ReadOnlyDictionary<string, AttributeType>.Empty;
        errors.Require(types.Count <= AttributesRequest.Most, "attributes", $"must be at most {AttributesRequest.Most}");
        AttributeRules.CheckNames([.. types.Keys.Take(AttributesRequest.Most)], errors);
        errors.ThrowIfAny();
        return new DeclaredAttributes(types, request.OnlyDeclared);
    }

    /// <summary>The declared type of a name; null: none.</summary>
    public AttributeType? TypeOf(string name) => Types.TryGetValue(name, out var type) ? type : null;

    /// <summary>What is wrong with a value under a name; null: nothing.</summary>
    public string? Fault(string name, AttributeValue value) =>
        TypeOf(name) is { } type ? (value.Type == type ? null : $"must be a {NameOf(type)}, as it is declared")
        : Types.Keys.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other
            ? $"is declared as {other}"
        : OnlyDeclared ? "is not declared, and only declared attributes are allowed"
        : null;

    private static string NameOf(AttributeType type) => type switch
    {
        AttributeType.Text => "string",
        AttributeType.Number => "number",
        _ => "boolean",
    };
}
