using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Contracts.Tests;

/// <summary>
/// The shape of everything on the wire is committed in <c>Fixtures/wire-v1.txt</c>. A change that shows here reaches services of another
/// version: adding an optional member is safe, everything else is a new version of the contract.
/// </summary>
public sealed class When_contracts_change
{
    [Fact]
    public void Should_keep_the_wire_shape()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "wire-v1.txt");
        var shape = WireShape();
        File.WriteAllText(Path.ChangeExtension(path, ".actual.txt"), shape);

        shape.ShouldBe(File.ReadAllText(path));
    }

    [Fact]
    public void Should_have_only_sealed_records_and_enums() =>
        Contracts().Where(type => !type.IsEnum && !type.IsSealed).ShouldBeEmpty();

    [Fact]
    public void Should_state_the_sizes_of_the_vocabularies() =>
        (Sizes.Emotions, Sizes.Intents, Sizes.ContentKinds).ShouldBe(
            (Enum.GetValues<Emotion>().Length, Enum.GetValues<Intent>().Length, Enum.GetValues<ContentKind>().Length));

    private static IEnumerable<Type> Contracts() =>
        typeof(OpenObservation).Assembly.GetExportedTypes()
            .Where(type => !type.IsInterface && !(type.IsAbstract && type.IsSealed))
            .Where(type => type.Namespace is ("Mmei.Contracts.V1" or "Mmei.Contracts.Api.V1" or "Mmei.Contracts.Taxonomy"))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static string WireShape()
    {
        var text = new StringBuilder();
        foreach (var type in Contracts())
        {
            text.Append(type.Namespace).Append(':').Append(type.Name).Append('\n');
            if (type.IsEnum)
            {
                foreach (var name in Enum.GetNames(type))
                {
                    text.Append("  ").Append(name).Append(" = ").Append((int)Enum.Parse(type, name)).Append('\n');
                }

                continue;
            }

            foreach (var property in type.GetProperties().OrderBy(property => property.MetadataToken))
            {
                var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
                text.Append("  ").Append(JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Append(": ")
                    .Append(NameOf(property)).Append(required).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string NameOf(PropertyInfo property)
    {
        var nullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return NameOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) + (nullable ? "?" : "");
    }

    private static string NameOf(Type type) => type switch
    {
        _ when type == typeof(ReadOnlyMemory<byte>) => NameOf(typeof(byte[])), // base64, both of them
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
        _ => type.Name,
    };
}
