using System.Diagnostics;

namespace Mmei.Hosting.Tenancy;

/// <summary>
/// Whose work is being done, for logs and traces: a tag of the span, which flows with the work. A tenant is a customer's name and nothing
/// of a person.
/// </summary>
public static class TenantOfWork
{
    private const string Tag = "mmei.tenant";

    /// <summary>The tenant that the nearest span tells; null where none does.</summary>
    public static string? Current
    {
        get
        {
            for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
            {
                if (activity.GetTagItem(Tag) is string tenant)
                {
                    return tenant;
                }
            }

            return null;
        }
    }

    /// <summary>Tells it of the work at hand.</summary>
    public static void Tell(string tenant) => Activity.Current?.SetTag(Tag, tenant);
}
