using System.Reflection;

namespace Mmei.Storage.Schema;

/// <summary>
/// The tables of one service: SQL files embedded as <c>Schema/0001_first.sql</c>, applied in the order of their names. Services may share a
/// database, so a table begins with its service's name. An applied file must never change: add
/// another, which only adds, so that the previous version of the service still works beside the new one; where it must do more, it says so.
/// </summary>
public sealed record SqlSchema(string Service, IReadOnlyList<SchemaStep> Steps)
{
    /// <summary>Every embedded resource of <paramref name="assembly"/> under <c>Schema</c> that ends in <c>.sql</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none, which is a mistake in the project file.</exception>
    public static SqlSchema Embedded(string service, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var prefix = $"{assembly.GetName().Name}.Schema.";
        SchemaStep[] steps =
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new SchemaStep(name[prefix.Length..^".sql".Length], Read(assembly, name))),
        ];
        return steps.Length > 0
            ? new SqlSchema(service, steps)
            : throw new InvalidOperationException($"{assembly.GetName().Name} embeds no Schema/*.sql.");
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>One change of a schema.</summary>
/// <param name="Name">Sorts in the order of application: <c>0001_first</c>.</param>
/// <param name="Sql">Portable SQL, see <see cref="SqlDialect"/>.</param>
public sealed record SchemaStep(string Name, string Sql);
