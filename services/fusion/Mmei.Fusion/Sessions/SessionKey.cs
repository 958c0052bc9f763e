using Mmei.Contracts.V1;

namespace Mmei.Fusion.Sessions;

/// <summary>A session; two tenants may use the same id for different ones.</summary>
internal readonly record struct SessionKey(string TenantId, string SessionId)
{
    /// <summary>The session of an observation; null where it belongs to none.</summary>
    public static SessionKey? Of(OpenObservation ticket) => ticket.SessionId is { } id ? new SessionKey(ticket.TenantId, id) : null;
}
